import { ConfigProvider, type ThemeConfig } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { nonce } from '../csp';

const theme: ThemeConfig = {
  token: {
    colorPrimary: '#0b6e6e',
    colorLink: '#0b6e6e',
    colorError: '#c0392b',
    colorWarning: '#b7791f',
    colorSuccess: '#0b7a5a',
    colorText: '#1d2626',
    colorTextPlaceholder: '#616e6e',
    fontFamily: 'inherit',
    fontSize: 14,
    borderRadius: 4,
    boxShadow: 'none',
    motion: false,
  },
};

/** Colours, language and nonce for what a screen takes from Ant Design. */
export default function AntLook({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation();
  return (
    <ConfigProvider csp={{ nonce }} theme={theme} locale={i18n.language === 'en' ? enUS : zhCN}>
      {children}
    </ConfigProvider>
  );
}
