import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider, type ThemeConfig } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { lazy, Suspense, type ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { createBrowserRouter, matchPath, Outlet, type RouteObject } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { Failure } from '../api/client';
import { SessionProvider, useLogin } from '../api/session';
import { nonce } from '../csp';
import { ExplainProvider } from '../explain/ExplainProvider';
import { Skeleton } from '../parts/states';
import { screens } from '../screens';
import type { Screen } from '../screens/screen';
import { Frame } from './Frame';
import { Guard } from './Guard';
import { loadTexts } from './i18n';
import { Login } from './Login';
import { Missing, PageCrash } from './Missing';

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

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      refetchOnWindowFocus: false,
      retry: (count, cause) => cause instanceof Failure && cause.status === 503 && count < 3,
    },
  },
});

/** The whole of a page needs somebody logged in; when the session ends, what is open stays below the login. */
function Door() {
  const { session, over, failure } = useLogin();
  if (!session) return <Login failure={failure} />;
  if (session.password_change_due) return <Login change />;
  return (
    <>
      <ExplainProvider>
        <Outlet />
      </ExplainProvider>
      {over && <Login over />}
    </>
  );
}

async function loadScreen(screen: Screen) {
  const [module] = await Promise.all([screen.load(), loadTexts(screen.id)]);
  return module;
}

// The code of the page that was asked for comes while the session is asked for; a fault in it shows where it is drawn.
const asked = screens.find((screen) => matchPath(screen.path, window.location.pathname));
if (asked) void loadScreen(asked).catch(() => undefined);

function routeOf(screen: Screen): RouteObject {
  const Page: ComponentType = lazy(() => loadScreen(screen));
  const page = (
    <Suspense fallback={<Skeleton />}>
      <Page />
    </Suspense>
  );
  return {
    path: screen.path,
    handle: screen,
    element: screen.open ? page : <Guard right={screen.right}>{page}</Guard>,
    errorElement: <PageCrash />,
  };
}

const router = createBrowserRouter([
  ...screens.filter((screen) => screen.open).map(routeOf),
  {
    element: <Door />,
    errorElement: <PageCrash />,
    children: [
      ...screens.filter((screen) => screen.bare && !screen.open).map(routeOf),
      {
        element: <Frame />,
        children: [
          ...screens.filter((screen) => !screen.bare && !screen.open).map(routeOf),
          { path: '*', element: <Missing /> },
        ],
      },
    ],
  },
]);

export function App() {
  const { i18n } = useTranslation();
  return (
    <ConfigProvider csp={{ nonce }} theme={theme} locale={i18n.language === 'en' ? enUS : zhCN}>
      <QueryClientProvider client={client}>
        <SessionProvider waiting={null}>
          <RouterProvider router={router} />
        </SessionProvider>
      </QueryClientProvider>
    </ConfigProvider>
  );
}
