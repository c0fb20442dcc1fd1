import type { Signup } from '@/lib/domain/acquisition'
import { addDays, type Day } from '@/lib/domain/days'
import type { MadeUpHistory } from '../ports/analytics/acquisition'
import type { Chance } from './chance'

type Way = Pick<Signup, 'source' | 'medium' | 'campaign'>
type Weighted<T> = readonly (readonly [number, T])[]

const way = (source: string, medium = '', campaign = ''): Way => ({ source, medium, campaign })
const location = (country: string, regionCode = '', region = '') => ({ country, regionCode, region })

const WAYS: Weighted<Way> = [
  [30, way('google', 'organic')],
  [22, way('')],
  [9, way('instagram', 'social')],
  [6, way('instagram', 'social', 'meet somebody new')],
  [10, way('reddit', 'social')],
  [8, way('tiktok', 'social', 'late night')],
  [7, way('friend', 'referral')],
  [5, way('google', 'cpc', 'autumn')],
  [3, way('duckduckgo.com')],
]
/** A letter goes out every other Tuesday, and is read for two days. */
const LETTER: Weighted<Way> = [...WAYS, [28, way('newsletter', 'email', 'what is new')]]
const PLACES: Weighted<Pick<Signup, 'country' | 'region' | 'regionCode'>> = [
  [16, location('DE', 'BY', 'Bavaria')],
  [12, location('DE', 'BE', 'Berlin')],
  [9, location('US', 'CA', 'California')],
  [8, location('US', 'NY', 'New York')],
  [9, location('IN', 'KL', 'Kerala')],
  [6, location('IN', 'MH', 'Maharashtra')],
  [9, location('BR', 'SP', 'São Paulo')],
  [8, location('FR', 'IDF', 'Île-de-France')],
  [8, location('GB', 'ENG', 'England')],
  [5, location('JP', '13', 'Tokyo')],
  [4, location('PL', '14', 'Mazovia')],
  [6, location('')],
]
const PLATFORMS: Weighted<string> = [
  [68, 'browser'],
  [32, 'pwa'],
]
const GENDERS: Weighted<string> = [
  [58, ''],
  [20, 'female'],
  [19, 'male'],
  [3, 'other'],
]

/** Sign-ups of a first day, and how much a day adds. */
const START = 18
const GROWTH = 0.35
/** From Sunday on: people meet strangers at the end of the week. */
const RHYTHM = [1.3, 0.85, 0.8, 0.85, 0.95, 1.2, 1.4] as const

/** Sign-ups of `days` days from `first` on: a weekly rhythm, growth, letters that bring people. */
export function madeUpSignups(first: Day, days: number, chance: Chance): MadeUpHistory['signups'] {
  const kinds = new Map<string, { signup: Signup; count: number }>()
  for (let index = 0; index < days; index += 1) {
    const day = addDays(first, index)
    const weekday = new Date(day).getUTCDay()
    const hasLetter = index % 14 < 7 && (weekday === 2 || weekday === 3)
    const people = chance.near((START + GROWTH * index) * (RHYTHM[weekday] ?? 1) * (hasLetter ? 1.3 : 1))
    for (let one = 0; one < people; one += 1) {
      const signup = signupOn(day, hasLetter ? LETTER : WAYS, chance)
      const key = JSON.stringify(signup)
      kinds.set(key, { signup, count: (kinds.get(key)?.count ?? 0) + 1 })
    }
  }
  return [...kinds.values()]
}

function signupOn(day: Day, ways: Weighted<Way>, chance: Chance): Signup {
  return { day, ...madeUpOrigin(chance, ways) }
}

/** Where somebody came from, and who they say they are. */
export function madeUpOrigin(chance: Chance, ways: Weighted<Way> = WAYS): Omit<Signup, 'day'> {
  return {
    ...chance.pick(ways),
    platform: chance.pick(PLATFORMS),
    gender: chance.pick(GENDERS),
    ...chance.pick(PLACES),
  }
}
