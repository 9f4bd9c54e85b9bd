//! The signature that eBay wants on calls about money for sellers in Europe and the United Kingdom: HTTP message signatures
//! with Ed25519, a digest of the body where there is one, and the public half of the key as eBay's Key Management API gave it.
//!
//! By eBay's "Digital Signatures for APIs": the header `x-ebay-signature-key`, then method, path and host, under the name
//! `sig1`, with the second in which it was made.

use anyhow::Result;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use ring::signature::Ed25519KeyPair;
use sha2::{Digest as _, Sha256};

use crate::{
    error,
    secret::{ExposeSecret as _, SecretString},
};

/// A key to sign with.
pub(super) struct Signer {
    key: Ed25519KeyPair,
    /// The public half, sealed by eBay.
    public: String,
}

/// What is signed of a call.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signed<'a> {
    pub method: &'a str,
    pub path: &'a str,
    pub authority: &'a str,
    pub body: Option<&'a [u8]>,
}

impl Signer {
    /// Reads a private key (PKCS#8, base64, with the lines of PEM or without) and its public half.
    pub(super) fn of(private: &SecretString, public: &SecretString) -> Result<Self> {
        let bad = |why: &str| {
            error::config(format!("the signing key of `ebay` can't be used: {why}"))
                .code("bad_credentials")
                .hint("`signing_key` is `privateKey` and `signing_key_jwe` is `jwe` of eBay's Key Management API, with the cipher ED25519")
        };
        let text: String = private
            .expose_secret()
            .lines()
            .filter(|line| !line.starts_with("-----"))
            .flat_map(str::chars)
            .filter(|c| !c.is_whitespace())
            .collect();
        let bytes = STANDARD.decode(text).map_err(|_| bad("it is no base64"))?;
        let key = Ed25519KeyPair::from_pkcs8_maybe_unchecked(&bytes).map_err(|_| bad("it is no Ed25519 key"))?;
        let public = public.expose_secret().trim().to_owned();
        let is_header = !public.is_empty() && public.bytes().all(|byte| byte.is_ascii_graphic());
        if !is_header {
            return Err(bad("its public half is empty or no header can hold it").into());
        }
        Ok(Self { key, public })
    }

    /// The headers of a call that is signed at this time.
    pub(super) fn headers(&self, call: Signed<'_>, at: Timestamp) -> Vec<(&'static str, String)> {
        let digest = call.body.map(|body| format!("sha-256=:{}:", STANDARD.encode(Sha256::digest(body))));
        let with_digest = if digest.is_some() { "\"content-digest\" " } else { "" };
        let parts = format!(
            "({with_digest}\"x-ebay-signature-key\" \"@method\" \"@path\" \"@authority\");created={}",
            at.as_second()
        );
        let mut base = String::new();
        if let Some(digest) = &digest {
            base.push_str(&format!("\"content-digest\": {digest}\n"));
        }
        let Signed { method, path, authority, .. } = call;
        base.push_str(&format!(
            "\"x-ebay-signature-key\": {}\n\"@method\": {method}\n\"@path\": {path}\n\"@authority\": {authority}\n\
             \"@signature-params\": {parts}",
            self.public
        ));
        let signature = STANDARD.encode(self.key.sign(base.as_bytes()));
        let mut headers = vec![
            ("x-ebay-signature-key", self.public.clone()),
            ("signature-input", format!("sig1={parts}")),
            ("signature", format!("sig1=:{signature}:")),
        ];
        headers.extend(digest.map(|digest| ("content-digest", digest)));
        headers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The test key of RFC 9421 (B.1.4), which eBay's own sample uses; it signs nothing anywhere.
    const KEY: &str = "MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF";
    const PUBLIC: &str = "eyJ6aXAiOiJERUYiLCJlbmMiOiJBMjU2R0NNIiwidGFnIjoiSGdLcjNSSWFlZll0Mkd4blBUUTEwUSIsImFsZyI6IkEyNTZHQ01LVyIsIml2IjoiQTVOQXFYUXlITkNIT01GVSJ9.z3JcS0vvxrYboqpySAq_Znww-3V6AllxmJP5JEMkuLY.K1f4MVMEc8ylbfSS.fASwJyMCk2tXZsNWk13IcuVgSWTOcynSdAoJrK4WApZANlxAP9J0qr0Jz_4aFldFDSZ5tfuxLGqzJmWU7CiZWwNjk2XoVy8q5ogMrFNFwFXP4SrX1XORhNLZPTyS5DEqLDPYn2NX944xendEwfcxxXsTSeNCUnmSyfitiscUC04GYOfn0UWQ2buSWx7Yod0IR2GtTGUsM9o3J-riuNDKhw.rRsWM1Sl_2stTnZLJkWVmQ";

    fn signer(private: &str, public: &str) -> Result<Signer> {
        Signer::of(&SecretString::from(private.to_owned()), &SecretString::from(public.to_owned()))
    }

    #[test]
    fn ebays_own_sample_comes_out_byte_for_byte() {
        let call = Signed {
            method: "POST",
            path: "/verifysignature",
            authority: "localhost:8080",
            body: Some(br#"{"hello": "world"}"#),
        };
        let headers = signer(KEY, PUBLIC).unwrap().headers(call, Timestamp::from_second(1_659_651_955).unwrap());
        let find = |name: &str| headers.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
        assert_eq!(find("content-digest"), Some("sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:"));
        assert_eq!(
            find("signature-input"),
            Some(r#"sig1=("content-digest" "x-ebay-signature-key" "@method" "@path" "@authority");created=1659651955"#)
        );
        assert_eq!(
            find("signature"),
            Some("sig1=:uunxYrXKC8KaoupD5D1DKdmQmrOhz6b4Xbhb3o9d4x4xFIpg++XzEZztOyeOI59rMMjM3NIcFgxBH0c1ckpfBw==:")
        );
    }

    #[test]
    fn a_call_without_a_body_has_no_digest_and_a_key_that_is_none_is_refused() {
        let call = Signed { method: "GET", path: "/sell/finances/v1/payout", authority: "apiz.ebay.com", body: None };
        let pem = format!("-----BEGIN PRIVATE KEY-----\n{KEY}\n-----END PRIVATE KEY-----\n");
        let headers = signer(&pem, "jwe").unwrap().headers(call, Timestamp::UNIX_EPOCH);
        assert_eq!(headers.len(), 3);
        assert_eq!(headers[1].1, r#"sig1=("x-ebay-signature-key" "@method" "@path" "@authority");created=0"#);
        assert!(signer("not base64!", "jwe").is_err());
        assert!(signer("AAAA", "jwe").is_err());
        assert!(signer(KEY, "").is_err());
        assert!(signer(KEY, "two words").is_err());
    }
}
