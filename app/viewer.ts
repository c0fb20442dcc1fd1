import { headers } from 'next/headers'
import { cache } from 'react'

import { getRuntime, type Viewer } from '@/lib/server/runtime-slot'

/** The person behind the request, looked up once for its layout and its page; undefined without a live session. */
export const pageViewer = cache(async (): Promise<Viewer | undefined> => {
  return getRuntime().viewer((await headers()).get('cookie'))
})
