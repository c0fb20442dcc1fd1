'use client'

import { useMemo } from 'react'
import { encode } from 'uqr'

/** Light cells around it, without which scanners do not find it. @see ISO/IEC 18004, 5.3.8 */
const QUIET = 4

/** A QR code, dark on light in either scheme, drawn as one path. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { size, path } = useMemo(() => {
    const { data, size: cells } = encode(text, { ecc: 'M', border: QUIET })
    const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : [])))
    return { size: cells, path: dark.join('') }
  }, [text])
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="size-48 shrink-0 rounded-md border border-line bg-white text-black"
    >
      <path d={path} fill="currentColor" />
    </svg>
  )
}
