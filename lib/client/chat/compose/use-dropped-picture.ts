'use client'

import { useEffect, useState } from 'react'

/** The first picture among files that were pasted or dropped. */
export function pictureAmong(files: DataTransfer | null): File | undefined {
  return [...(files?.files ?? [])].find((file) => file.type.startsWith('image/'))
}

/**
 * Accepts a picture that is dropped anywhere on the page, where the browser would otherwise open it instead of the page.
 *
 * @param onPicture - the same function for the component's life.
 * @returns whether a file is being dragged over the page.
 */
export function useDroppedPicture(onPicture: (file: File) => void): boolean {
  const [isOver, setIsOver] = useState(false)
  useEffect(() => {
    const holdsFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') === true
    const handleOver = (event: DragEvent) => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      setIsOver(true)
    }
    const handleLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setIsOver(false)
    }
    const handleDrop = (event: DragEvent) => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      setIsOver(false)
      const picture = pictureAmong(event.dataTransfer)
      if (picture) onPicture(picture)
    }
    window.addEventListener('dragover', handleOver)
    window.addEventListener('dragleave', handleLeave)
    window.addEventListener('drop', handleDrop)
    return () => {
      window.removeEventListener('dragover', handleOver)
      window.removeEventListener('dragleave', handleLeave)
      window.removeEventListener('drop', handleDrop)
    }
  }, [onPicture])
  return isOver
}
