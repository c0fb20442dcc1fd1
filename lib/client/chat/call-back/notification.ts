import { closeNotification, type Posted, postNotification } from '@/lib/client/browser/notifications'

const TAG = 'omegoo.call'

/** Shows the one notification that calls back, replacing an earlier one. Nothing happens where it is not allowed. */
export const showCall = (words: Pick<Posted, 'title' | 'body' | 'lang' | 'silent'>) =>
  postNotification({ ...words, tag: TAG })

/** Takes it away again, also one that an earlier page left. */
export const closeCall = () => closeNotification(TAG)
