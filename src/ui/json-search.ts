import {
  closeSearchPanel,
  findNext,
  findPrevious,
  openSearchPanel,
  search,
  SearchQuery,
  setSearchQuery,
} from '@codemirror/search'
import type { Extension } from '@codemirror/state'
import { type EditorView, keymap, type Panel, runScopeHandlers } from '@codemirror/view'
import { formatCount, formatNumber } from '~/lib/format.ts'

const scope = 'editor search-panel'
// Counting more helps nobody and takes long in a text of megabytes.
const mostCounted = 1000

/** Search within an editor: Ctrl+F or Cmd+F opens it, Enter finds the next match, Escape closes it. */
export const jsonSearch: Extension = [
  search({ top: true, createPanel: searchPanel }),
  keymap.of([
    { key: 'Mod-f', run: openSearchPanel, scope },
    { key: 'F3', run: findNext, shift: findPrevious, scope, preventDefault: true },
    { key: 'Mod-g', run: findNext, shift: findPrevious, scope, preventDefault: true },
    { key: 'Escape', run: closeSearchPanel, scope },
  ]),
]

function searchPanel(view: EditorView): Panel {
  const find = input({ name: 'find', type: 'search', ariaLabel: 'Find', placeholder: 'Find' })
  find.setAttribute('main-field', 'true')
  const matchCase = input({ name: 'case', type: 'checkbox' })
  const label = document.createElement('label')
  label.append(matchCase, 'Match case')
  const status = document.createElement('output')
  const ask = () => {
    // As a pattern it is looked for line by line: many times faster than as a text, letter by letter.
    const pattern = find.value.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)
    const caseSensitive = matchCase.checked
    view.dispatch({
      effects: setSearchQuery.of(new SearchQuery({ search: pattern, caseSensitive, regexp: true })),
    })
    status.textContent =
      pattern && countOf(view.state.doc.toString(), new RegExp(pattern, caseSensitive ? 'gu' : 'giu'))
  }
  find.addEventListener('input', ask)
  matchCase.addEventListener('change', ask)
  const button = (text: string, run: (view: EditorView) => boolean) => {
    const one = document.createElement('button')
    one.type = 'button'
    one.textContent = text
    one.addEventListener('click', () => run(view))
    return one
  }
  const dom = document.createElement('div')
  dom.className = 'json-search'
  dom.setAttribute('role', 'search')
  dom.append(find, status, label, button('Previous', findPrevious), button('Next', findNext))
  dom.append(button('Close search', closeSearchPanel))
  dom.addEventListener('keydown', (event) => {
    if (runScopeHandlers(view, event, 'search-panel')) event.preventDefault()
    else if (event.key === 'Enter' && event.target === find) {
      event.preventDefault()
      if (event.shiftKey) findPrevious(view)
      else findNext(view)
    }
  })
  return { dom, top: true, mount: () => find.select() }
}

const input = (properties: { name: string; type: string; ariaLabel?: string; placeholder?: string }) =>
  Object.assign(document.createElement('input'), properties)

function countOf(text: string, pattern: RegExp): string {
  let count = 0
  for (const _ of text.matchAll(pattern)) {
    count += 1
    if (count > mostCounted) return `More than ${formatNumber(mostCounted)} matches`
  }
  return count === 0 ? 'No match' : formatCount(count, 'match', 'matches')
}
