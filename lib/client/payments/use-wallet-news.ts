'use client'

import { useEffect } from 'react'

import type { AppHolder } from '@/lib/client/app/app-holder'

/**
 * Calls back with how many coins one has when that changes, wherever that happens.
 *
 * @param onChange - the same function for the component's life
 */
export function useWalletNews(app: AppHolder, onChange: (balance: number) => void): void {
  useEffect(() => {
    const heard = new WeakSet<object>()
    let isOver = false
    const listen = () => {
      const socket = app.current()?.socket.omegoo
      // A socket has listeners for its life, and each new login a socket of its own.
      if (!socket || heard.has(socket)) return
      heard.add(socket)
      socket.on('wallet-updated', ({ balance }) => {
        if (!isOver) onChange(balance)
      })
    }
    listen()
    const end = app.subscribe(listen)
    return () => {
      isOver = true
      end()
    }
  }, [app, onChange])
}
