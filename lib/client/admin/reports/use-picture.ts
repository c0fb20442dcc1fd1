'use client'

import { useEffect, useState } from 'react'

import { type Problem, problemOf } from '@/lib/client/admin/rest'
import { api } from '@/lib/client/api'

interface Opened {
  readonly address?: string
  readonly problem?: Problem | undefined
  readonly isOpening?: boolean
}

/**
 * One picture of a report, fetched at each opening: the server notes each, and nothing of it stays in the page afterwards.
 *
 * @param onOpened - it has come, and the audit log has its entry
 */
export function usePicture(path: string, onOpened: () => void) {
  const [{ address, problem, isOpening = false }, setOpened] = useState<Opened>({})

  useEffect(() => {
    if (address === undefined) return undefined
    return () => URL.revokeObjectURL(address)
  }, [address])

  const fetchPicture = async () => {
    setOpened({ isOpening: true })
    const result = await api.file(path)
    if (!result.ok) return setOpened({ problem: problemOf(result) })
    setOpened({ address: URL.createObjectURL(result.data) })
    onOpened()
  }
  return { address, problem, isOpening, open: () => void fetchPicture(), cover: () => setOpened({}) }
}
