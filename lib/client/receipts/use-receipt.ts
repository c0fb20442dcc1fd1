'use client'

import { useEffect, useState } from 'react'

import { checkReceipt, readReceipt, type Verdict } from './check'
import { receiptFor, receiptKeys, type Receipt, type SignedReceipt } from './receipts'
import { type AccountProblem, problemOf } from '@/lib/client/account/account-problem'

/** A receipt on its way, or read and checked. */
export type ReceiptState =
  | { readonly phase: 'loading' }
  | { readonly phase: 'failed'; readonly problem: AccountProblem }
  | {
      readonly phase: 'ready'
      readonly signed: SignedReceipt
      readonly receipt: Receipt | undefined
      readonly verdict: Verdict
    }

/** Reads and checks a receipt with the server's published keys. */
export async function openReceipt(signed: SignedReceipt): Promise<ReceiptState> {
  const keys = await receiptKeys()
  if (!keys.ok) return { phase: 'failed', problem: problemOf(keys) ?? 'unexpected' }
  const receipt = readReceipt(signed.payload)
  const verdict = receipt ? await checkReceipt(signed, keys.data.keys) : 'unreadable'
  return { phase: 'ready', signed, receipt, verdict }
}

/** The receipt of one of one's own sessions. */
export function useReceipt(session: string): { state: ReceiptState; again: () => void } {
  const [state, setState] = useState<ReceiptState>({ phase: 'loading' })
  const [tries, setTries] = useState(0)
  useEffect(() => {
    let isWanted = true
    const load = async (): Promise<ReceiptState> => {
      const result = await receiptFor(session)
      return result.ok
        ? openReceipt(result.data)
        : { phase: 'failed', problem: problemOf(result) ?? 'unexpected' }
    }
    void load().then((loaded) => isWanted && setState(loaded))
    return () => {
      isWanted = false
    }
  }, [session, tries])
  return {
    state,
    again: () => {
      setState({ phase: 'loading' })
      setTries((count) => count + 1)
    },
  }
}
