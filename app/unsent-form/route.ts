import { safeReturn } from '@/lib/client/account/return-address'

/** Takes a form that was sent before its script had come: nothing of it is read, and one is back on the page. */
export function POST(request: Request): Response {
  return back(request)
}

/** A reload, or a bookmark. */
export function GET(request: Request): Response {
  return back(request)
}

function back(request: Request): Response {
  const page = safeReturn(new URL(request.url).searchParams.get('next')) ?? '/'
  return new Response(null, { status: 303, headers: { Location: page, 'Cache-Control': 'no-store' } })
}
