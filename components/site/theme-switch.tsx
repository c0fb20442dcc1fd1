'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { Segmented } from '@/components/ui/segmented'
import { chooseTheme, themes, type Theme } from '@/lib/client/browser/theme'

const icons = { system: <Monitor aria-hidden />, light: <Sun aria-hidden />, dark: <Moon aria-hidden /> }

/** Light, dark, or as the device has it. `initial` comes from the cookie, so that the server agrees. */
export function ThemeSwitch({ initial }: { initial: Theme }) {
  const t = useTranslations('common.theme')
  const [theme, setTheme] = useState(initial)

  const handleChoose = (chosen: Theme) => {
    chooseTheme(chosen)
    setTheme(chosen)
  }

  return (
    <Segmented
      label={t('label')}
      name="theme"
      value={theme}
      choices={themes.map((value) => ({ value, label: t(value), icon: icons[value] }))}
      onChoose={handleChoose}
    />
  )
}
