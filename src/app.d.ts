declare global {
  namespace App {
    interface Locals {
      /** `Set-Cookie` lines of the API's answers, handed on to the browser. */
      setCookies: string[];
    }
  }

  // Left there by server/main.ts, so that pages rendered on the server reach the API in process.
  var trilogueApi: ((request: Request) => Promise<Response>) | undefined;
}

export {};
