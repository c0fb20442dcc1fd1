import type { ChatType } from '@/lib/domain/sessions'

/** @see spec/omegoo.md "Message Object" */
export function roomId({ id, chatType }: { readonly id: string; readonly chatType: ChatType }): string {
  return `${chatType === 'text' ? 'text' : 'voice'}_room_${id}`
}
