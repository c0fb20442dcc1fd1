import { z } from 'zod'

/** Zod compiles object schemas where it may; the content security policy forbids it, and even the try is reported. */
z.config({ jitless: true })
