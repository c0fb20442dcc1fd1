import { getRuntime } from '@/lib/server/runtime-slot'

export const dynamic = 'force-dynamic'

/** The REST endpoints as an OpenAPI 3.1 document. */
export function GET(request: Request): Response {
  return getRuntime().documents.answer('openapi', request)
}
