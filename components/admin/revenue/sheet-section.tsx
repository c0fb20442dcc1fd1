'use client'

import { SheetTable } from '@/components/admin/chart/sheet-table'
import type { LinkOf } from '@/components/admin/figures/figure-link'
import { SaveSheet } from '@/components/admin/figures/save-file'
import { Section } from '@/components/admin/section'
import type { Sheet } from '@/lib/client/admin/csv'

interface SheetSectionProps {
  title: string
  /** For links from a figure to it. */
  id?: string
  sheet: Sheet
  fileName: string
  linkOf?: LinkOf
}

/** A table of figures that can be saved as a file. */
export function SheetSection({ title, id, sheet, fileName, linkOf }: SheetSectionProps) {
  return (
    <Section
      title={title}
      {...(id !== undefined && { id })}
      aside={<SaveSheet title={title} sheet={sheet} fileName={fileName} />}
    >
      <SheetTable sheet={sheet} caption={title} {...(linkOf && { linkOf })} />
    </Section>
  )
}
