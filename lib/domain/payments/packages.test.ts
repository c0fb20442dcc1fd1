import { expect, test } from 'vitest'
import { packagesIn, taxIn, USUAL_PACKAGES } from './packages'

test('packages are read with their coins, price, currency and tax; the others stay as usual', () => {
  const found = packagesIn('basic=120:249:EUR:19, mega=2000:200000:INR:18.5')
  expect(found?.basic).toEqual({
    name: 'basic',
    coins: 120,
    price: 249,
    currency: 'EUR',
    taxBasisPoints: 1_900,
  })
  expect(found?.mega).toMatchObject({ coins: 2_000, price: 200_000, currency: 'INR', taxBasisPoints: 1_850 })
  expect(found?.premium).toEqual(USUAL_PACKAGES.premium)
})

test.each([
  'giant=1:1:USD',
  'basic=0:199:USD',
  'basic=100:0:USD',
  'basic=100:199:usd',
  'basic=100:1.99:USD',
  'basic=100:199:USD:100',
  'basic=100:199',
  'basic=100:199:USD,basic=1:1:USD',
  'basic=9999999:199:USD',
])('these are none: %s', (text) => {
  expect(packagesIn(text)).toBeUndefined()
})

test.each([
  { price: 119, taxBasisPoints: 1_900, tax: 19 },
  { price: 199, taxBasisPoints: 1_900, tax: 32 },
  { price: 1, taxBasisPoints: 1_900, tax: 0 },
  { price: 199, taxBasisPoints: 0, tax: 0 },
])('a price of $price holds $tax of tax', ({ tax, ...price }) => {
  expect(taxIn(price)).toBe(tax)
})
