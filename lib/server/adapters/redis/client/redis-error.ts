/** What keeps the server from using Redis; the message tells the operator what to do and is printed as it is. */
export type RedisErrorCode =
  | 'REDIS_UNREACHABLE'
  | 'REDIS_TOO_OLD'
  | 'REDIS_TAKEN'
  | 'REDIS_FORBIDDEN'
  | 'REDIS_DEAF'

export class RedisError extends Error {
  constructor(
    readonly code: RedisErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.name = 'RedisError'
  }
}
