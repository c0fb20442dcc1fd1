'use client'

import { Hand } from 'lucide-react'
import { useTranslations } from 'next-intl'

import type { ClaimState } from '@/lib/client/admin/casework/use-claim'

/** Who has the case: oneself, or another moderator, who decides it alone meanwhile. */
export function ClaimNote({ claim }: { claim: ClaimState }) {
  const t = useTranslations('admin.claim')
  return (
    <p
      role="status"
      data-claim={claim}
      className="flex items-start gap-2 rounded-md bg-raised px-3 py-2 text-small text-muted empty:hidden"
    >
      {claim !== 'none' && (
        <>
          <Hand aria-hidden className="mt-[2px] size-4 shrink-0" />
          {t(claim)}
        </>
      )}
    </p>
  )
}
