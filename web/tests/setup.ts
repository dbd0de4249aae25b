import '../src/app/i18n';
