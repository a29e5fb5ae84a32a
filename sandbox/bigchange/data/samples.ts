/** Jobs worth opening, for what the sandbox prints. */
export const samples = [
  { id: 214503377, about: 'not started, with custom fields of all ten types' },
  { id: 214503102, about: 'started: description and contact person are locked' },
  { id: 214503501, about: 'its type requires an order number' },
  { id: 214503401, about: 'and the 15 after it: one for each status' },
  { id: 214510001, about: 'and the 59 after it have the reference ROUND-2026' },
]
