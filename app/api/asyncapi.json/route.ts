import { getRuntime } from '@/lib/server/runtime-slot'

export const dynamic = 'force-dynamic'

/** The events as an AsyncAPI 3.0 document. */
export function GET(request: Request): Response {
  return getRuntime().documents.answer('asyncapi', request)
}
