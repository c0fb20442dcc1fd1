'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

import { onLanguageChosen, whenOnline } from '@/lib/client/browser/language'

/** Brings the page into the language that was chosen in another tab. What is typed and under way stays. */
export function FollowLanguage() {
  const { refresh } = useRouter()
  useEffect(() => onLanguageChosen(() => whenOnline(refresh)), [refresh])
  return null
}
