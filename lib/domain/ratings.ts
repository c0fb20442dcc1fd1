/** How a participant found a session, by one tap at its end. */
export const RATINGS = ['good', 'poor'] as const
export type Rating = (typeof RATINGS)[number]
