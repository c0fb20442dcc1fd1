import { Parser, stringify } from '@asyncapi/parser'
import { CONTRACTS } from '@/lib/contracts/all'
import { ABOUT } from '@/lib/contracts/documents/about'
import { asyncApiDocument } from '@/lib/contracts/documents/asyncapi'

/** Parsed once, while building: the parser needs 150 MB and a second. */
export const dynamic = 'force-static'

/** The AsyncAPI document as the viewer wants it: read by the official parser, every reference resolved. */
export async function GET(): Promise<Response> {
  const { document, diagnostics } = await new Parser().parse(
    JSON.stringify(asyncApiDocument(CONTRACTS, ABOUT)),
  )
  const errors = diagnostics.filter(({ severity }) => severity === 0).map(({ message }) => message)
  const parsed = document && stringify(document)
  if (!parsed) throw new Error(`The AsyncAPI document is not valid: ${errors.join('; ')}`)
  return Response.json(JSON.parse(parsed), { headers: { 'Cache-Control': 'no-cache' } })
}
