'use client'

import { Download } from 'lucide-react'

interface ExportLinkProps {
  label: string
  href: string
}

/** A table as a file, written by the server. */
export function ExportLink({ label, href }: ExportLinkProps) {
  return (
    <a
      href={href}
      download
      aria-label={label}
      title={label}
      className="inline-flex size-11 shrink-0 items-center justify-center rounded-md text-muted transition-colors hover:bg-raised hover:text-ink [&_svg]:size-5"
    >
      <Download aria-hidden />
    </a>
  )
}
