import { useLocation, useOutletContext } from 'react-router'
import { isRecord } from '~/lib/json.ts'

/** What the targets page tells the page or panel inside it. */
export interface TargetOutlet {
  /** True where it opens beside the list it was opened from; false where it is a page of its own. */
  readonly asPanel: boolean
}

/** Outside of the targets page everything is a page of its own. */
export const useTargetOutlet = (): TargetOutlet =>
  useOutletContext<TargetOutlet | undefined>() ?? { asPanel: false }

/** The history state of a target that was opened from a list: it survives reload, and a pasted address does not bear it. */
export const fromList = { list: true } as const

export function useOpenedFromList(): boolean {
  const state: unknown = useLocation().state
  return isRecord(state) && state['list'] === true
}
