'use client'

import { createContext, use } from 'react'

import type { AppHolder } from '@/lib/client/app/app-holder'

export const AppContext = createContext<AppHolder | undefined>(undefined)

export function useAppHolder(): AppHolder {
  const holder = use(AppContext)
  if (!holder) throw new Error('A part of the app was rendered outside AppProvider.')
  return holder
}
