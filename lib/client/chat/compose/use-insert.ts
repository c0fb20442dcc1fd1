'use client'

import { useLayoutEffect, useRef, type RefObject } from 'react'

import { insert } from './emoji'

/**
 * Puts a piece into a text field where its caret stands, also while the focus is elsewhere.
 *
 * @param text - what the field shows.
 * @param change - shows another text.
 */
export function useInsert(
  field: RefObject<HTMLTextAreaElement | null>,
  text: string,
  change: (text: string) => void,
): (piece: string) => void {
  const caret = useRef<number>(undefined)
  useLayoutEffect(() => {
    if (caret.current !== undefined) field.current?.setSelectionRange(caret.current, caret.current)
    caret.current = undefined
  }, [field, text])

  return (piece) => {
    const { selectionStart = text.length, selectionEnd = text.length } = field.current ?? {}
    const inserted = insert(text, piece, selectionStart, selectionEnd)
    caret.current = inserted.caret
    change(inserted.text)
  }
}
