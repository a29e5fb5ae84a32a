interface Client {
  readonly authority: string
  readonly client_id: string
}

/** Names this console's entries in the browser: another provider or client on the same origin has others. */
export const sessionKeyOf = ({ authority, client_id }: Client): string =>
  `jobs-console ${authority} ${client_id}`
