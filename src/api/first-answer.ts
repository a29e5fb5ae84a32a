declare global {
  interface Window {
    /** Requests that the document started before this script was there: see src/first-requests.ts. */
    firstRequests?: { config?: Promise<Response>; list?: { url: string; answer: Promise<Response> } }
  }
}

/** The answer to a request that the document itself started, handed out once; undefined where there is none. */
export function takeFirstAnswer(url: string): Promise<Response> | undefined {
  const list = window.firstRequests?.list
  if (list?.url !== url) return undefined
  delete window.firstRequests?.list
  return list.answer
}
