/**
 * Whether the device reports a network. It may be wrong both ways (VPNs, virtual machines, a server on this very
 * machine): a hint for words, and never a reason to try or not to try.
 */
export function saysOnline(): boolean {
  return navigator.onLine
}

/** Longer than a slow phone's round trip. */
const ANSWER_MS = 4_000

/** Whether the server answers, whatever the device reports. */
export async function isServerReachable(): Promise<boolean> {
  try {
    const response = await fetch('/livez', { cache: 'no-store', signal: AbortSignal.timeout(ANSWER_MS) })
    return response.ok
  } catch (error) {
    console.debug('The server does not answer.', error)
    return false
  }
}
