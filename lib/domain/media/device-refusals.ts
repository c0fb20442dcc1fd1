/** What a browser was asked for. */
export const DEVICE_KINDS = ['microphone', 'camera'] as const
export type DeviceKind = (typeof DEVICE_KINDS)[number]

/** Why it gave none, by the names of `getUserMedia`. @see spec/omegoo.md "Microphone Permission Issues" */
export const DEVICE_ERRORS = [
  'NotAllowedError',
  'NotFoundError',
  'NotReadableError',
  'OverconstrainedError',
  'other',
] as const
export type DeviceError = (typeof DEVICE_ERRORS)[number]
