import { endpoint } from '@/lib/server/transport/rest/endpoint'

export const dynamic = 'force-dynamic'

/** REST, mounted from the contracts' tables. Unknown paths and methods are answered there too. */
export { endpoint as GET, endpoint as POST, endpoint as PUT, endpoint as DELETE, endpoint as PATCH }
