import { useTranslations } from 'next-intl'
import { useId } from 'react'

/** Hills that end as they begin, so that two of them in a row can pass without a seam. */
const FAR = 'M0 122q40-38 80-18t80-12 80 18 80 12V180H0z'
const NEAR = 'M0 150q36-22 80-10t84-14 76 18 80 6V180H0z'
const STARS = [
  [34, 30],
  [78, 18],
  [122, 44],
  [168, 22],
  [204, 52],
  [286, 26],
] as const

/** A picture as in a video session, drawn: somebody by the window of a night train, and oneself in the corner. */
export function ExamplePicture() {
  const t = useTranslations('landing.example')
  return (
    <div role="img" aria-label={t('pictureAlt')} className="relative aspect-video overflow-hidden rounded-lg">
      <Train />
      <Room />
    </div>
  )
}

function Train() {
  const pane = useId()
  return (
    <svg
      aria-hidden
      viewBox="0 0 320 180"
      preserveAspectRatio="xMidYMid slice"
      className="absolute size-full bg-scene-near"
    >
      <clipPath id={pane}>
        <rect x="14" y="-8" width="292" height="152" rx="18" />
      </clipPath>
      <g clipPath={`url(#${pane})`}>
        <rect width="320" height="180" className="fill-scene-night" />
        {STARS.map(([x, y]) => (
          <circle key={x} cx={x} cy={y} r="1.2" className="fill-scene-pale" />
        ))}
        <circle cx="246" cy="40" r="13" className="fill-scene-pale" />
        <g className="animate-pass [animation-duration:80s]">
          <Twice path={FAR} className="fill-scene-far" />
        </g>
        <g className="animate-pass">
          <Twice path={NEAR} className="fill-scene-near" />
        </g>
      </g>
      <path d="M78 184c0-36 22-52 56-52s56 16 56 52z" className="fill-scene-cloth" />
      <circle cx="134" cy="98" r="33" className="fill-scene-glow" />
      <Face x={138} y={98} scale={1} />
    </svg>
  )
}

function Twice({ path, className }: { path: string; className: string }) {
  return (
    <>
      <path d={path} className={className} />
      <path d={path} transform="translate(320)" className={className} />
    </>
  )
}

/** One's own picture, as small as it is in a session. */
function Room() {
  return (
    <svg
      aria-hidden
      viewBox="0 0 64 64"
      className="absolute end-2 bottom-2 w-[22%] rounded-sm bg-scene-room @md:end-3 @md:bottom-3"
    >
      <path d="M42 20h14l-3-10h-8z" className="fill-scene-glow" />
      <path d="M48.2 20h1.6v22h-1.6z" className="fill-scene-figure" />
      <path d="M5 66c0-15 8-21 21-21s21 6 21 21z" className="fill-scene-glow" />
      <circle cx="26" cy="33" r="13" className="fill-scene-pale" />
      <Face x={24} y={33} scale={0.4} />
    </svg>
  )
}

/** Two eyes and a smile around a point. */
function Face({ x, y, scale }: { x: number; y: number; scale: number }) {
  return (
    <g transform={`translate(${x} ${y}) scale(${scale})`} className="fill-scene-figure stroke-scene-figure">
      <circle cx="-10" cy="-5" r="2.6" />
      <circle cx="10" cy="-5" r="2.6" />
      <path d="M-9 7c4 6 14 6 18 0" fill="none" strokeWidth="3" strokeLinecap="round" />
    </g>
  )
}
