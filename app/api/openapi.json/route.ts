import { getRuntime } from '@/lib/server/runtime-slot'

export const dynamic = 'force-dynamic'

/** The REST endpoints as an OpenAPI 3.1 document. */
export function GET(): Response {
  return Response.json(getRuntime().documents.openapi())
}
