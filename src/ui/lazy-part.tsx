import { Component, type ComponentType, createElement, type ReactNode, use } from 'react'
import { asProblem } from '~/lib/problem.ts'
import { ProblemAlert } from './problem-alert.tsx'

/**
 * A component whose code is fetched when it is first shown, or by `preload`; put it into `Suspense`. Where that fails, a
 * message with "Try again" stands in its place, and the page around it stays with what was typed. `over`: the message
 * stands over the page, as the dialog would.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  place: 'here' | 'over' = 'here',
) {
  let loading: Promise<ComponentType<Props>> | undefined
  const part = () => (loading ??= load())
  const again = () => {
    loading = undefined
  }
  const Part = (props: Props) => createElement(use(part()), props)
  const LazyPart = (props: Props) => (
    <PartBoundary place={place} onRetry={again}>
      <Part {...props} />
    </PartBoundary>
  )
  return Object.assign(LazyPart, {
    /** Fetches the code ahead of need; a failure is told when it is needed. */
    preload: () => void part().catch(again),
  })
}

interface PartBoundaryProps {
  readonly place: 'here' | 'over'
  readonly onRetry: () => void
  readonly children: ReactNode
}

class PartBoundary extends Component<PartBoundaryProps, { error: unknown }> {
  override readonly state = { error: undefined }

  static getDerivedStateFromError = (error: unknown) => ({ error })

  readonly retry = () => {
    this.props.onRetry()
    this.setState({ error: undefined })
  }

  override render() {
    const { error } = this.state
    if (error === undefined) return this.props.children
    const problem = asProblem(error, 'This could not be shown.')
    const alert = <ProblemAlert problem={problem} onRetry={this.retry} />
    return this.props.place === 'here' ? (
      alert
    ) : (
      <div className="fixed inset-x-4 bottom-4 z-50 mx-auto max-w-xl">{alert}</div>
    )
  }
}
