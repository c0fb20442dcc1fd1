import type { Alert } from '../alerts'

export interface AlertEvents {
  /** An alert was raised, became worse, or is over. */
  'alert.changed': { alert: Alert }
}
