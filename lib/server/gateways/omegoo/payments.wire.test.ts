import { createHmac } from 'node:crypto'
import Razorpay from 'razorpay'
import Stripe from 'stripe'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { type FakeProviders, link, session, startFakeProviders } from '@/lib/testing/payment-providers'
import { startTestServer, type TestServer } from '@/lib/testing/test-server'
import { createWorld } from '@/lib/testing/world'
import { type Guest, post, registerGuest, request } from '@/lib/protocol-client/rest'

const CREATE = '/api/payment/create-order'
const VERIFY = '/api/payment/verify'
const WISH = { amount: 100, coinPackage: 'basic', paymentMethod: 'stripe' }
const UUID = expect.stringMatching(/^[0-9a-f-]{36}$/)
const ISO = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)

describe('without a provider', () => {
  const world = createWorld({ env: { ACCESS_TOKEN_TTL: '86400' } })
  const order = async (token: string, wish: object = WISH) =>
    (await world.post(CREATE, wish, token)).body.data as { orderId: string }

  test('payments are simulated, and visibly so: an order, its payment, the coins and the history', async () => {
    const { token, client } = await world.person()
    const made = await world.post(CREATE, WISH, token)
    const common = { amount: 100, coins: 100, coinPackage: 'basic', provider: 'simulated' }
    const cost = { price: 199, currency: 'USD', tax: 0, taxPercent: 0 }
    const page = { checkoutId: expect.any(String), checkoutUrl: null, expiresAt: ISO }
    expect([made.status, made.body]).toEqual([
      200,
      { success: true, data: { orderId: UUID, ...common, ...cost, status: 'created', ...page } },
    ])
    const { orderId } = made.body.data as { orderId: string }
    const early = await world.post(VERIFY, { orderId }, token)
    expect([early.status, early.body.error]).toMatchObject([402, { code: 4001, message: 'PAYMENT_FAILED' }])
    const paid = await world.post(VERIFY, { orderId, paymentId: 'simulated' }, token)
    expect(paid.body).toEqual({ success: true, data: { orderId, status: 'paid', coins: 100, balance: 100 } })
    expect(await client.next('wallet-updated')).toEqual({ balance: 100 })
    expect((await world.post(VERIFY, { orderId }, token)).body).toEqual(paid.body)
    expect((await world.get('/api/user/profile', token)).body.data).toMatchObject({ coins: 100 })
    const none = { failure: null, refunded: 0, refundedAt: null }
    expect((await world.get('/api/payment/history', token)).body).toEqual({
      success: true,
      data: {
        payments: [
          {
            orderId,
            ...common,
            ...cost,
            status: 'paid',
            ...none,
            createdAt: ISO,
            paidAt: ISO,
            isPayable: false,
            checkoutUrl: null,
          },
        ],
        hasMore: false,
      },
    })
  })

  test.each([
    ['no amount', { ...WISH, amount: undefined }],
    ['an amount of nothing', { ...WISH, amount: 0 }],
    ['half an amount', { ...WISH, amount: 1.5 }],
    ['another package', { ...WISH, coinPackage: 'giant' }],
    ['another method', { ...WISH, paymentMethod: 'simulated' }],
    ['no body', undefined],
  ])('is refused: %s', async (_, wish) => {
    const { token } = await world.person()
    const { status, body } = await world.post(CREATE, wish, token)
    expect([status, body.error]).toMatchObject([400, { code: 9001 }])
  })

  test('another person’s order does not exist', async () => {
    const [ann, bob] = [await world.person(), await world.person()]
    const { orderId } = await order(ann.token)
    for (const id of [orderId, 'none']) {
      const { status, body } = await world.post(VERIFY, { orderId: id, paymentId: 'simulated' }, bob.token)
      expect([status, body.error]).toEqual([
        404,
        { code: 4002, message: 'ORDER_NOT_FOUND', description: expect.any(String) },
      ])
    }
    expect((await world.get('/api/payment/history', bob.token)).body.data).toMatchObject({ payments: [] })
  })

  test('an order that nobody pays is given up after three quarters of an hour', async () => {
    const { token } = await world.person()
    const { orderId } = await order(token)
    await world.sleep(44 * 60_000)
    const history = async () => (await world.get('/api/payment/history', token)).body.data
    expect(await history()).toMatchObject({ payments: [{ orderId, status: 'created', isPayable: true }] })
    await world.advance(2 * 60_000)
    expect(await history()).toMatchObject({
      payments: [{ orderId, status: 'failed', failure: 'abandoned', isPayable: false, checkoutUrl: null }],
    })
  })

  test('payments and lines come page by page, by names that are the person’s own', async () => {
    const { token } = await world.person()
    const made = [await order(token), await order(token), await order(token)]
    for (const { orderId } of made) await world.post(VERIFY, { orderId, paymentId: 'simulated' }, token)
    const page = async (path: string) => (await world.get(path, token)).body.data as Record<string, unknown>
    const { payments } = await page('/api/payment/history?limit=1')
    const [last] = payments as { orderId: string; createdAt: string }[]
    const after = `before=${last?.createdAt}&beforeId=${last?.orderId}`
    const rest = await page(`/api/payment/history?${after}`)
    const told = [last, ...(rest.payments as { orderId: string }[])].map((one) => one?.orderId)
    expect(told).toHaveLength(3)
    expect(new Set(told)).toEqual(new Set(made.map(({ orderId }) => orderId)))

    const { lines } = await page('/api/wallet/lines?limit=1')
    const [line] = lines as { id: string; about: string }[]
    expect(line?.id).toBe(`purchase:${line?.about}`)
    const next = await page(`/api/wallet/lines?before=${encodeURIComponent(line?.id ?? '')}`)
    expect(next.lines).toHaveLength(2)
    const other = await world.person()
    expect((await world.get(`/api/wallet/lines?before=${line?.id}`, other.token)).body.data).toMatchObject({
      lines: [],
    })
  })

  test('the wallet shows coins, packages and goods; what is bought is paid once and lasts', async () => {
    const { token } = await world.person()
    const { orderId } = await order(token)
    await world.post(VERIFY, { orderId, paymentId: 'simulated' }, token)
    const wallet = async () => (await world.get('/api/wallet', token)).body.data as Record<string, unknown>
    expect(await wallet()).toMatchObject({
      balance: 100,
      providers: ['simulated'],
      packages: [{ coinPackage: 'basic', coins: 100 }, { coinPackage: 'premium' }, { coinPackage: 'mega' }],
      owned: [],
    })
    const spend = (good: string, choice?: string, key = good) =>
      world.post('/api/wallet/spend', { good, choice, key }, token)
    const first = await spend('message-look', 'ocean')
    const owned = { good: 'message-look', choice: 'ocean', until: ISO }
    expect(first.body).toEqual({ success: true, data: { balance: 20, owned } })
    expect((await spend('message-look', 'ocean')).body).toEqual(first.body)
    const poor = await spend('longer-search')
    expect([poor.status, poor.body.error]).toMatchObject([402, { code: 4004, message: 'INSUFFICIENT_COINS' }])
    expect((await spend('message-look', 'invisible', 'two')).status).toBe(400)
    expect((await spend('message-look', undefined, 'three')).status).toBe(400)
    expect((await spend('gift', 'flower', 'four')).status).toBe(400)
    expect(await wallet()).toMatchObject({ balance: 20, owned: [owned] })
    const { lines } = (await world.get('/api/wallet/lines', token)).body.data as { lines: object[] }
    expect(lines).toMatchObject([
      { kind: 'spend', about: 'message-look', amount: -80 },
      { kind: 'purchase', about: orderId, amount: 100 },
    ])
  })

  test('an administrator sees money and books, and sends money back with a reason', async () => {
    const [buyer, admin] = [await world.person(), await world.person('admin')]
    const { orderId } = await order(buyer.token)
    await world.post(VERIFY, { orderId, paymentId: 'simulated' }, buyer.token)
    const about = `?userId=${buyer.userId}`
    const orders = async () => (await world.get(`/api/admin/orders${about}`, admin.token)).body.data
    expect(await orders()).toMatchObject({
      orders: [{ orderId, status: 'paid', received: 199 }],
      hasMore: false,
    })
    const refund = (reason: string) =>
      world.post(`/api/admin/orders/${orderId}/refund`, { reason }, admin.token)
    expect((await refund(' ')).status).toBe(400)
    expect((await refund('bought twice')).body.data).toMatchObject({
      refundReason: 'bought twice',
      refunded: 0,
    })
    expect((await refund('again')).body.error).toMatchObject({ code: 9009 })
    await world.advance(1_000)
    expect(await orders()).toMatchObject({ orders: [{ status: 'refunded', refunded: 199 }] })
    expect((await refund('again')).body.error).toMatchObject({ code: 4006, message: 'NOTHING_TO_REFUND' })
    expect((await world.get('/api/wallet', buyer.token)).body.data).toMatchObject({ balance: 0 })
    const books = (await world.get(`/api/admin/ledger${about}`, admin.token)).body.data
    expect(books).toMatchObject({ transactions: [{ kind: 'refund' }, { kind: 'purchase', about: orderId }] })
    const ofOrder = await world.get(`/api/admin/ledger?about=${orderId}`, admin.token)
    expect(ofOrder.body.data).toMatchObject({ transactions: [{ about: orderId }, { about: orderId }] })
    const ofNothing = await world.get('/api/admin/ledger?about=nothing', admin.token)
    expect(ofNothing.body.data).toEqual({ transactions: [], hasMore: false })
    const check = (await world.get('/api/admin/ledger/check', admin.token)).body.data
    expect(check).toMatchObject({ balanced: true, lopsided: [], wrongWallets: [] })
    const revenue = (await world.get('/api/admin/revenue?by=provider', admin.token)).body.data
    expect(revenue).toMatchObject({ currencies: [{ currency: 'USD', keys: [{ key: 'simulated' }] }] })
  })

  test('there are no webhooks', async () => {
    for (const name of ['stripe', 'razorpay'])
      expect((await world.post(`/api/payment/webhook/${name}`, {})).status).toBe(404)
  })
})

describe('with providers', () => {
  const SECRETS = {
    stripe: 'whsec_of_the_tests',
    razorpay: 'razorpay webhook secret',
    key: 'razorpay key secret',
  }
  let providers: FakeProviders
  let server: TestServer
  let ann: Guest
  beforeAll(async () => {
    providers = await startFakeProviders()
    server = await startTestServer({
      env: {
        ACCESS_TOKEN_TTL: '86400',
        PUBLIC_URL: 'https://omegoo.example',
        COIN_PACKAGES: 'basic=100:199:USD:19,premium=500:49900:INR:18',
        STRIPE_SECRET_KEY: 'sk_test_secret',
        STRIPE_WEBHOOK_SECRET: SECRETS.stripe,
        STRIPE_API_URL: providers.url,
        RAZORPAY_KEY_ID: 'rzp_test_key',
        RAZORPAY_KEY_SECRET: SECRETS.key,
        RAZORPAY_WEBHOOK_SECRET: SECRETS.razorpay,
        RAZORPAY_API_URL: providers.url,
        DEV_OUTBOX: '1',
      },
    })
  })
  beforeEach(async () => void (ann = await registerGuest(server.url)))
  afterAll(async () => {
    await server.close()
    await providers.close()
  })

  const create = async (paymentMethod: string, coinPackage = 'basic') => {
    const { body } = await post(server.url, CREATE, { amount: 1, coinPackage, paymentMethod }, ann.token)
    return body.data as { orderId: string; checkoutUrl: string; checkoutId: string; price: number }
  }
  const verify = (orderId: string, proof: object = {}) =>
    post(server.url, VERIFY, { orderId, ...proof }, ann.token)
  const balance = async () => {
    const { body } = await request(server.url, 'GET', '/api/user/profile', { token: ann.token })
    return (body.data as { coins: number }).coins
  }
  const deliver = (name: string, header: string, signature: string, payload: string) =>
    fetch(`${server.url}/api/payment/webhook/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', [header]: signature },
      body: payload,
    })
  const stripe = new Stripe('sk_test_secret')
  const stripeSays = (type: string, object: object, secret = SECRETS.stripe) => {
    const payload = JSON.stringify({ id: 'evt_1', object: 'event', type, data: { object } })
    const signature = stripe.webhooks.generateTestHeaderString({ payload, secret })
    return deliver('stripe', 'stripe-signature', signature, payload)
  }
  const sign = (payload: string, secret: string) => createHmac('sha256', secret).update(payload).digest('hex')
  const razorpaySays = (event: string, payload: object, secret = SECRETS.razorpay) => {
    const body = JSON.stringify({ event, payload })
    const signature = sign(body, secret)
    expect(Razorpay.validateWebhookSignature(body, signature, secret)).toBe(true)
    return deliver('razorpay', 'x-razorpay-signature', signature, body)
  }

  test('Stripe’s page is opened with the package’s price, and its answer pays, not what the browser says', async () => {
    const { orderId, checkoutUrl, price } = await create('stripe')
    expect(providers.page(orderId)).toMatchObject({ price: 199, currency: 'USD' })
    expect(providers.page(orderId).returnUrl).toBe(`https://omegoo.example/wallet?order=${orderId}`)
    expect([price, checkoutUrl]).toEqual([199, `https://checkout.stripe.example/cs_${orderId}`])
    for (const proof of [{}, { paymentId: 'simulated' }, { paymentId: 'pi_1', signature: 'f'.repeat(64) }])
      expect((await verify(orderId, proof)).body.error).toMatchObject({ code: 4001 })
    providers.pay(orderId)
    expect((await verify(orderId)).body.data).toEqual({ orderId, status: 'paid', coins: 100, balance: 100 })
  })

  test('a page that was paid with another amount hands out nothing', async () => {
    const { orderId } = await create('stripe')
    providers.pay(orderId, 1)
    expect((await verify(orderId)).body.error).toMatchObject({ code: 4001 })
    expect((await stripeSays('checkout.session.completed', session(providers.page(orderId)))).status).toBe(
      200,
    )
    expect(await balance()).toBe(0)
  })

  test('a second payment of an order is acknowledged, waits in suspense, and goes back when staff say so', async () => {
    const { orderId } = await create('stripe')
    providers.pay(orderId)
    await verify(orderId)
    await server.clock.advance(1)
    const again = providers.payAgain(orderId)
    const completed = () => stripeSays('checkout.session.completed', session(again))
    expect([(await completed()).status, (await completed()).status]).toEqual([200, 200])
    expect(await balance()).toBe(100)
    await server.sql(`UPDATE users SET role = 'admin' WHERE id = $1`, [ann.userId])
    const ask = (path: string) => request(server.url, 'GET', path, { token: ann.token })
    const orders = async () =>
      ((await ask(`/api/admin/orders?userId=${ann.userId}`)).body.data as { orders: { orderId: string }[] })
        .orders
    const [surplus] = await orders()
    expect(await orders()).toMatchObject([
      { status: 'failed', failure: 'surplus', received: 199, refunded: 0 },
      { orderId, status: 'paid', received: 199 },
    ])
    const { body } = await ask(`/api/admin/ledger?userId=${ann.userId}&account=suspense`)
    expect(body.data).toMatchObject({ transactions: [{ kind: 'mismatch', about: surplus?.orderId }] })
    await post(
      server.url,
      `/api/admin/orders/${surplus?.orderId}/refund`,
      { reason: 'paid twice' },
      ann.token,
    )
    await server.clock.advance(1_000)
    expect(again.payment?.refunded).toBe(199)
    expect(providers.page(orderId).payment?.refunded).toBe(0)
    expect(await orders()).toMatchObject([
      { status: 'refunded', refunded: 199 },
      { orderId, status: 'paid' },
    ])
    expect(await balance()).toBe(100)
  })

  test('Stripe’s webhooks pay, refund and dispute, once each, in any order', async () => {
    const { orderId } = await create('stripe')
    const paymentId = providers.pay(orderId)
    const completed = () => stripeSays('checkout.session.completed', session(providers.page(orderId)))
    const refunded = (amount_refunded: number) =>
      stripeSays('charge.refunded', {
        id: 'ch_1',
        amount_refunded,
        currency: 'usd',
        payment_intent: paymentId,
        metadata: {},
      })
    for (const { status } of await Promise.all([completed(), completed(), completed()]))
      expect(status).toBe(200)
    expect(await balance()).toBe(100)
    await refunded(100)
    await refunded(100)
    expect(await balance()).toBe(50)
    await stripeSays('charge.dispute.closed', { status: 'lost', payment_intent: paymentId })
    await stripeSays('charge.dispute.created', { status: 'needs_response', payment_intent: paymentId })
    await completed()
    expect(await balance()).toBe(0)
    expect((await stripeSays('customer.created', { id: 'cus_1' })).status).toBe(200)
  })

  test.each([2_147_483_648, 1.5, '199', -5])(
    'Stripe’s webhook with the amount %j is refused, and books nothing',
    async (amount) => {
      const { orderId } = await create('stripe')
      const paymentId = providers.pay(orderId)
      const paid = session(providers.page(orderId))
      const answers = [
        await stripeSays('checkout.session.completed', { ...paid, amount_total: amount }),
        await stripeSays('charge.refunded', {
          amount_refunded: amount,
          currency: 'usd',
          payment_intent: paymentId,
          metadata: { orderId },
        }),
      ]
      for (const answer of answers) {
        expect(answer.status).toBe(400)
        expect(await answer.json()).toMatchObject({ error: { code: 9001 } })
      }
      expect(
        await server.sql('SELECT status, received FROM payment_orders WHERE id = $1', [orderId]),
      ).toEqual([{ status: 'created', received: 0 }])
    },
  )

  test('Razorpay’s webhook with an amount that nobody can pay is refused, and books nothing', async () => {
    const { orderId } = await create('razorpay')
    providers.pay(orderId, 2_147_483_648)
    const payload = { payment_link: { entity: link(providers.page(orderId)) } }
    expect((await razorpaySays('payment_link.paid', payload)).status).toBe(400)
    expect(await balance()).toBe(0)
  })

  test('a refund in another currency takes nothing back', async () => {
    const { orderId } = await create('stripe')
    const payment_intent = providers.pay(orderId)
    await verify(orderId)
    const refunded = { amount_refunded: 60, currency: 'jpy', payment_intent, metadata: { orderId } }
    expect((await stripeSays('charge.refunded', refunded)).status).toBe(200)
    expect(await balance()).toBe(100)
  })

  test('a dispute that comes before the news of the payment finds its order', async () => {
    const { orderId } = await create('stripe')
    const payment_intent = providers.pay(orderId)
    await stripeSays('charge.dispute.created', { status: 'needs_response', payment_intent })
    expect(await balance()).toBe(100)
    await stripeSays('charge.dispute.closed', { status: 'won', payment_intent })
    expect(await balance()).toBe(100)
  })

  test.each(['stripe', 'razorpay'])('%s: what is not signed by the provider is refused', async (name) => {
    const { orderId } = await create(name)
    providers.pay(orderId)
    const page = providers.page(orderId)
    const header = name === 'stripe' ? 'stripe-signature' : 'x-razorpay-signature'
    const forged =
      name === 'stripe'
        ? await stripeSays('checkout.session.completed', session(page), 'another secret')
        : await razorpaySays('payment_link.paid', { payment_link: { entity: link(page) } }, 'another secret')
    expect(forged.status).toBe(401)
    expect(await forged.json()).toMatchObject({ error: { code: 4005, message: 'INVALID_SIGNATURE' } })
    for (const signature of ['', 'nonsense', 't=1,v1=00', '0'.repeat(64)])
      expect((await deliver(name, header, signature, '{}')).status).toBe(401)
    expect(
      (await fetch(`${server.url}/api/payment/webhook/${name}`, { method: 'POST', body: '{}' })).status,
    ).toBe(401)
    expect(await balance()).toBe(0)
  })

  test('Razorpay’s link is opened, and its answer pays; a signature that is shown has to be right', async () => {
    const { orderId, checkoutUrl, checkoutId } = await create('razorpay', 'premium')
    expect(providers.page(orderId)).toMatchObject({ price: 49_900, currency: 'INR' })
    expect(checkoutUrl).toBe(`https://rzp.example/plink_${orderId}`)
    const paymentId = providers.pay(orderId)
    const forged = sign(`${checkoutId}|${orderId}|paid|${paymentId}`, 'another secret')
    expect((await verify(orderId, { paymentId, signature: forged })).body.error).toMatchObject({ code: 4001 })
    const signature = sign(`${checkoutId}|${orderId}|paid|${paymentId}`, SECRETS.key)
    const { body } = await verify(orderId, { paymentId, signature })
    expect(body.data).toEqual({ orderId, status: 'paid', coins: 500, balance: 500 })
  })

  test('Razorpay’s webhooks pay, refund and dispute, once each', async () => {
    const { orderId } = await create('razorpay')
    const id = providers.pay(orderId)
    const paid = { id, amount: 199, currency: 'USD', notes: { orderId } }
    const payload = { payment_link: { entity: link(providers.page(orderId)) }, payment: { entity: paid } }
    for (let time = 0; time < 2; time += 1) {
      expect((await razorpaySays('payment_link.paid', payload)).status).toBe(200)
      expect(await balance()).toBe(100)
    }
    await razorpaySays('payment.dispute.created', { dispute: { entity: { payment_id: id } } })
    await razorpaySays('payment.dispute.won', { dispute: { entity: { payment_id: id } } })
    await razorpaySays('payment.failed', { payment: { entity: paid } })
    expect(await balance()).toBe(100)
    await razorpaySays('refund.processed', { payment: { entity: { ...paid, amount_refunded: 199 } } })
    expect(await balance()).toBe(0)
    expect((await razorpaySays('order.paid', {})).status).toBe(200)
  })

  test.each(['stripe', 'razorpay'])(
    '%s: money goes back through the provider, which is asked until it has',
    async (name) => {
      const { orderId } = await create(name)
      providers.pay(orderId)
      await verify(orderId)
      await server.sql(`UPDATE users SET role = 'admin' WHERE id = $1`, [ann.userId])
      providers.failing = true
      await post(server.url, `/api/admin/orders/${orderId}/refund`, { reason: 'asked for it' }, ann.token)
      await server.clock.advance(1_000)
      expect(await balance()).toBe(100)
      providers.failing = false
      await server.clock.advance(60_000)
      expect(await balance()).toBe(0)
      expect(providers.page(orderId).payment?.refunded).toBe(199)
    },
  )

  test('a refund that its provider refuses for hours is shown as failed, and can be asked for again', async () => {
    const { orderId } = await create('stripe')
    providers.pay(orderId)
    await verify(orderId)
    await server.sql(`UPDATE users SET role = 'admin' WHERE id = $1`, [ann.userId])
    const refund = (reason: string) =>
      post(server.url, `/api/admin/orders/${orderId}/refund`, { reason }, ann.token)
    const shown = async () => {
      const path = `/api/admin/orders?userId=${ann.userId}`
      const { body } = await request(server.url, 'GET', path, { token: ann.token })
      return (body.data as { orders: object[] }).orders[0]
    }
    await refund('asked for it')
    expect(await shown()).toMatchObject({ refundFailed: false })
    await server.sql(`UPDATE outbox SET state = 'dead', settled_at = now() WHERE order_key = $1`, [orderId])
    expect(await shown()).toMatchObject({ refundFailed: true, refunded: 0 })
    expect((await refund('once more')).body.data).toMatchObject({
      refundReason: 'once more',
      refundFailed: false,
    })
    expect((await refund('and again')).body.error).toMatchObject({ code: 9009 })
    await server.clock.advance(1_000)
    expect(await shown()).toMatchObject({ status: 'refunded', refundFailed: false })
    expect(await balance()).toBe(0)
    expect((await refund('and again')).body.error).toMatchObject({ code: 4006 })
  })

  test('an order that was paid without anybody hearing of it is found out before it is given up', async () => {
    const { orderId } = await create('stripe')
    const { orderId: left } = await create('razorpay')
    providers.pay(orderId)
    await server.clock.sleep(46 * 60_000)
    expect(await balance()).toBe(100)
    expect((await verify(left)).body.error).toMatchObject({ code: 4001 })
  })

  test('a provider that is down: the order fails, nothing is charged, and asking again is possible', async () => {
    const { orderId } = await create('stripe')
    await server.clock.advance(1)
    providers.failing = true
    const { status, body } = await post(server.url, CREATE, WISH, ann.token)
    expect([status, body.error]).toMatchObject([402, { code: 4001 }])
    expect((await verify(orderId)).body.error).toMatchObject({ code: 9007 })
    providers.failing = false
    const { body: history } = await request(server.url, 'GET', '/api/payment/history', { token: ann.token })
    expect(history.data).toMatchObject({ payments: [{ status: 'failed', failure: 'provider' }, { orderId }] })
  })

  test.each([
    ['en', 'Your receipt from Omegoo', '$1.99'],
    ['hi', 'Omegoo से आपकी रसीद', '$1.99'],
    ['ar', 'إيصالك من Omegoo', '1.99'],
  ])('the receipt is mailed in the account’s language: %s', async (language, subject, price) => {
    const email = `ann-${language}@example.org`
    await server.sql('UPDATE users SET email = $2, email_verified_at = now() WHERE id = $1', [
      ann.userId,
      email,
    ])
    const { orderId } = await create('stripe')
    await request(server.url, 'PUT', '/api/user/language', { body: { language }, token: ann.token })
    providers.pay(orderId)
    await verify(orderId)
    const receipt = async () => {
      await server.clock.advance(1_000)
      const { body } = await request(server.url, 'GET', '/api/dev/outbox')
      return (body.data as { to: string; subject: string; body: string }[]).filter(({ to }) => to === email)
    }
    await vi.waitFor(async () => expect(await receipt()).toHaveLength(1))
    const [mail] = await receipt()
    expect(mail?.subject).toBe(subject)
    for (const part of [orderId, price, 'Stripe', 'https://omegoo.example/wallet'])
      expect(mail?.body).toContain(part)
  })
})

test('in production nothing is simulated unless it is switched on', async () => {
  const production = { NODE_ENV: 'production', LOG_LEVEL: 'silent' }
  for (const [env, expected] of [
    [production, 409],
    [{ ...production, PAYMENT_SIMULATED: '1' }, 200],
  ] as const) {
    const server = await startTestServer({ env })
    const { token } = await registerGuest(server.url)
    const { status, body } = await post(server.url, CREATE, WISH, token)
    expect(status).toBe(expected)
    if (expected === 409)
      expect(body.error).toMatchObject({ code: 4003, message: 'PAYMENT_METHOD_UNAVAILABLE' })
    await server.close()
  }
})

test('five requests a minute for each endpoint, and as many webhooks as there are', async () => {
  const server = await startTestServer({ env: { RATE_LIMIT_FACTOR: '1' } })
  const { token } = await registerGuest(server.url)
  for (const ask of [
    () => post(server.url, CREATE, WISH, token),
    () => post(server.url, VERIFY, { orderId: 'none' }, token),
    () => request(server.url, 'GET', '/api/payment/history', { token }),
  ]) {
    const statuses = []
    for (let time = 0; time < 6; time += 1) statuses.push((await ask()).status)
    expect(statuses.slice(0, 5)).not.toContain(429)
    expect(statuses[5]).toBe(429)
  }
  for (let time = 0; time < 20; time += 1)
    expect((await post(server.url, '/api/payment/webhook/stripe', {})).status).toBe(404)
  await server.close()
})
