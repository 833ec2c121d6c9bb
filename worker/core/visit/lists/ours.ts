/**
 * What the two public lists do not know, in their form: `name=host,host` a line, `{}` for a country.
 * An Android app stands by its package name, which is the host of an `android-app:` referrer.
 */

/** LINE, with all its subdomains. */
export const LINE = `line=line.me,lin.ee,line.naver.jp,jp.naver.line.android`;

/** Readers of e-mail whose host does not begin with a word such as `mail` (see `places.ts`). */
export const MAILBOXES = `gmail=com.google.android.gm
outlook=com.microsoft.office.outlook
yahoo mail=com.yahoo.mobile.client.android.mail
mail.ru=e.mail.ru
proton mail=ch.protonmail.android
gmx=deref-gmx.net
web.de=deref-web.de`;

/** Apps of sites that the public lists know by their web address only. */
export const SOCIAL_APPS = `facebook=com.facebook.katana,com.facebook.lite,com.facebook.orca
instagram=com.instagram.android
twitter=com.twitter.android
pinterest=com.pinterest
tiktok=com.zhiliaoapp.musically,com.ss.android.ugc.trill
whatsapp=com.whatsapp,wa.me
threads=com.instagram.barcelona`;
export const VIDEO_APPS = `youtube=com.google.android.youtube`;
export const ASSISTANT_APPS = `chatgpt=com.openai.chatgpt
claude=com.anthropic.claude
gemini=com.google.android.apps.bard
perplexity=ai.perplexity.app.android`;

/** Frames that ads are shown in; each has a random subdomain that must not become a source. */
export const AD_FRAMES = `google ads=googlesyndication.com,doubleclick.net,googleadservices.com
amazon ads=amazon-adsystem.com
criteo=criteo.com
taboola=taboola.com
outbrain=outbrain.com`;

/**
 * Pages that a checkout or a sign-in leads through and back from: payment providers, 3-D Secure,
 * identity providers. With all their subdomains they count as no referrer.
 */
export const ROUND_TRIPS = [
  "paypal.com paypal.{} paypalobjects.com braintreegateway.com braintree-api.com",
  "stripe.com stripe.network link.com klarna.com klarna.{} klarnaservices.com klarnapayments.com",
  "adyen.com adyenpayments.com shop.app pay.shopify.com checkout.shopify.com",
  "pay.amazon.com pay.amazon.{} payments.amazon.com payments.amazon.{} payments-eu.amazon.com",
  "apay-us.amazon.com pay.google.com applepay.apple.com",
  "paypay.ne.jp paypay-bank.co.jp pay.line.me paidy.com komoju.com checkout.rakuten.co.jp",
  "pay.rakuten.co.jp gmo-pg.com mul-pay.jp sbpayment.jp veritrans.co.jp paygent.co.jp epsilon.jp",
  "j-payment.co.jp np-atobarai.jp payment2.smt.docomo.ne.jp connect.auone.jp",
  "mollie.com sagepay.com sagepay.co.uk opayo.co.uk opayo.com elavon.com worldpay.com",
  "worldpay.us checkout.com squareup.com authorize.net 2checkout.com paddle.com",
  "afterpay.com clearpay.co.uk clearpay.com affirm.com sezzle.com zip.co laybuy.com",
  "razorpay.com payu.com payu.in payu.pl przelewy24.pl tpay.com mercadopago.com mercadopago.{}",
  "sofort.com giropay.de multisafepay.com buckaroo.nl pay.nl ideal.nl payplug.com paybox.com",
  "systempay.fr redsys.es sermepa.es trustly.com gocardless.com vivapayments.com",
  "swish.nu vipps.no mobilepay.dk nets.eu quickpay.net saferpay.com datatrans.com unzer.com",
  "computop-paygate.com payone.com alipay.com tenpay.com unionpaysecure.com 95516.com",
  "cardinalcommerce.com arcot.com 3dsecure.io netcetera-payment.ch rsa3dsauth.com",
  "securesuite.co.uk securesuite.net wlp-acs.com",
  "accounts.google.com appleid.apple.com login.live.com login.microsoftonline.com access.line.me",
]
  .join(" ")
  .split(" ");
