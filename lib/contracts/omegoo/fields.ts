import { z } from 'zod'
import { asciiDigits } from '@/lib/domain/digits'
import { canonicalEmail, normalizeEmail } from '@/lib/domain/email'

/** Marks that keyboards and copying put around numbers, and spaces. */
const AROUND = /[\s\u200B\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/g
const plain = (typed: string) => asciiDigits(typed).replace('\uFF0B', '+')

/** An address of mail that can exist, of any script; read in the form in which it is kept. */
export const email = z
  .email({ pattern: /@/ })
  .max(254)
  .refine((typed) => canonicalEmail(typed) !== undefined, 'Invalid email address')
  .overwrite(normalizeEmail)

/** Chosen or given; how long a new one must be is checked when it is set. */
export const password = z.string().max(1_000)

/** E.164, in the digits of any script. */
export const phone = z
  .string()
  .max(100)
  .overwrite(plain)
  .regex(/^\+[1-9]\d{6,14}$/, 'A number with its country, such as +15550100')
  .meta({ format: 'e164' })

/** A code of six characters, in the digits of any script. */
export const code = z
  .string()
  .max(100)
  .overwrite((typed) => plain(typed.replace(AROUND, '')))
  .length(6)

/**
 * Years. Text is accepted in digits of another script, as a person types them; a number as ASCII text is a program's mistake and
 * refused as ever.
 */
export const age = z
  .union([
    z.number().max(150),
    z
      .string()
      .max(20)
      .regex(/\P{ASCII}/u, 'A number')
      .overwrite((typed) => plain(typed.replace(AROUND, '')))
      .regex(/^\d{1,3}$/, 'A number')
      .transform(Number),
  ])
  .pipe(z.number().max(150))

/** A whole number in an address: decimal digits alone, because `0x1`, `1e0` and a space are numbers to JavaScript as well. */
export const wholeInQuery = (min: number, max: number) =>
  z.preprocess(
    (given) => (typeof given === 'string' && !/^\d{1,9}$/.test(given) ? Number.NaN : given),
    z.coerce.number().int().min(min).max(max),
  )
