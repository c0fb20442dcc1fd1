'use client'

import { useLayoutEffect, type RefObject } from 'react'

/** Lets a text field grow with its text in browsers that do not do so by style; `max-height` still holds. */
export function useGrowing(field: RefObject<HTMLTextAreaElement | null>, text: string): void {
  useLayoutEffect(() => {
    const element = field.current
    if (!element || CSS.supports('field-sizing', 'content')) return
    element.style.setProperty('height', 'auto')
    const border = element.offsetHeight - element.clientHeight
    element.style.setProperty('height', `${element.scrollHeight + border}px`)
  }, [field, text])
}
