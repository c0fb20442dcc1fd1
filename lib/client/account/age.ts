import { api } from '@/lib/client/api'
import type { AgeState } from '@/lib/domain/age-assurance'

/** Where the confirmation of one's age stands, and its two steps. */
export const age = {
  state: () => api.get<{ state: AgeState }>('/api/user/age'),
  /** Asks the provider; one goes on at `url`. */
  begin: () => api.post<{ url: string }>('/api/user/age/check'),
  /** Asks the provider for its answer. */
  verify: () => api.post<{ state: AgeState }>('/api/user/age/verify'),
}

/** What a page about it opens with: an answer that may have come meanwhile is asked for. */
export async function openAge() {
  const known = await age.state()
  return known.ok && known.data.state === 'pending' ? age.verify() : known
}
