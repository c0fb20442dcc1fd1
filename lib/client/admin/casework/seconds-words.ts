/** The largest unit that gives at least one of it, and how many, to be said in words. */
export function unitOf(seconds: number): {
  readonly unit: 'seconds' | 'minutes' | 'hours' | 'days'
  readonly value: number
} {
  const whole = (by: number) => Math.round((seconds / by) * 10) / 10
  if (seconds < 60) return { unit: 'seconds', value: Math.round(seconds) }
  if (seconds < 3_600) return { unit: 'minutes', value: whole(60) }
  if (seconds < 86_400) return { unit: 'hours', value: whole(3_600) }
  return { unit: 'days', value: whole(86_400) }
}
