import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { CONTRACTS } from '@/lib/contracts/all'
import { referenceTable } from '@/lib/contracts/documents/reference'

/** Writes docs/reference.md from the contract tables. Run: `tsx scripts/generate-reference.ts`. */
const file = fileURLToPath(new URL('../docs/reference.md', import.meta.url))
mkdirSync(fileURLToPath(new URL('../docs', import.meta.url)), { recursive: true })
writeFileSync(file, referenceTable(CONTRACTS))
console.log(`Wrote ${file}`)
