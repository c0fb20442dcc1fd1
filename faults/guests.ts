import { type Guest, registerGuest } from '../lib/testing/client'

const AT_ONCE = 16

/** Registers so many guests, a few at a time. */
export async function registerGuests(url: string, count: number): Promise<readonly Guest[]> {
  const guests: Guest[] = []
  while (guests.length < count) {
    const part = Array.from({ length: Math.min(AT_ONCE, count - guests.length) }, () => registerGuest(url))
    guests.push(...(await Promise.all(part)))
  }
  return guests
}
