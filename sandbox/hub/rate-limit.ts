/** Says of each call whether its account has had `perSecond` calls within the last second. */
export function createRateLimit(): (account: string, perSecond: number) => boolean {
  const times = new Map<string, number[]>()
  return (account, perSecond) => {
    if (perSecond === 0) return false
    const now = performance.now()
    const recent = (times.get(account) ?? []).filter((time) => now - time < 1000)
    const exceeded = recent.length >= perSecond
    if (!exceeded) recent.push(now)
    times.set(account, recent)
    return exceeded
  }
}
