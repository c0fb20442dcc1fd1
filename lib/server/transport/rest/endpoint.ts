import { getRuntime } from '@/lib/server/runtime-slot'

/** The handler of every documented endpoint: the contracts' tables decide what a path means. */
export function endpoint(request: Request): Promise<Response> {
  return getRuntime().rest(request)
}
