import { useTranslation } from 'react-i18next';
import { setLanguage } from './i18n';

export function LanguageSwitch({ className }: { className?: string }) {
  const { i18n } = useTranslation();
  const other = i18n.language === 'zh' ? 'en' : 'zh';
  return (
    <button type="button" className={className ?? 'button'} lang={other === 'zh' ? 'zh-CN' : 'en'} onClick={() => void setLanguage(other)}>
      {other === 'zh' ? '中文' : 'English'}
    </button>
  );
}
