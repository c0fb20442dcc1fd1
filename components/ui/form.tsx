'use client'

import { usePathname } from 'next/navigation'
import type { ComponentProps } from 'react'

import { unsentFormAddress } from '@/lib/client/browser/unsent-form'

/**
 * A form that is safe before its script has come: the browser then posts it, so that nothing typed gets into an address, to
 * where nothing is read and one is led back to the page.
 */
export function Form(props: Omit<ComponentProps<'form'>, 'method' | 'action'>) {
  return <form {...props} method="post" action={unsentFormAddress(usePathname())} />
}
