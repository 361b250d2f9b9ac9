// SPDX-License-Identifier: GPL-3.0-or-later
// Made here and not by a program: a sanitizer of threads does not follow QProcess.
#include "tests/server/servedapi.h"

#include <QFile>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>

namespace lpm::server::testing {

namespace {

constexpr long Validity = 2L * 24 * 3600; // s

using Key = std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY *)>;
using Certificate = std::unique_ptr<X509, void (*)(X509 *)>;
using Memory = std::unique_ptr<BIO, int (*)(BIO *)>;

Key makeKey()
{
    const std::unique_ptr<EVP_PKEY_CTX, void (*)(EVP_PKEY_CTX *)> maker(
        EVP_PKEY_CTX_new_id(EVP_PKEY_EC, nullptr), &EVP_PKEY_CTX_free);
    EVP_PKEY *made = nullptr;
    const bool isMade =
        maker && EVP_PKEY_keygen_init(maker.get()) == 1 &&
        EVP_PKEY_CTX_set_ec_paramgen_curve_nid(maker.get(), NID_X9_62_prime256v1) == 1 &&
        EVP_PKEY_keygen(maker.get(), &made) == 1;
    return {isMade ? made : nullptr, &EVP_PKEY_free};
}

bool sign(X509 *certificate, EVP_PKEY *key)
{
    X509_set_version(certificate, 2); // that is version 3
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -Validity);
    X509_gmtime_adj(X509_getm_notAfter(certificate), Validity);
    X509_NAME *name = X509_get_subject_name(certificate);
    const std::string host = "localhost";
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char *>(host.data()), -1, -1, 0);
    return X509_set_issuer_name(certificate, name) == 1 &&
           X509_set_pubkey(certificate, key) == 1 &&
           X509_sign(certificate, key, EVP_sha256()) > 0;
}

bool keep(const std::string &path, BIO *memory)
{
    char *bytes = nullptr;
    const auto size = BIO_get_mem_data(memory, &bytes);
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::WriteOnly) && file.write(bytes, size) == size &&
           file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
}

} // namespace

bool encrypt(ApiOptions &options, const QString &folder)
{
    options.tlsCertificate = (folder + QStringLiteral("/certificate.pem")).toStdString();
    options.tlsKey = (folder + QStringLiteral("/key.pem")).toStdString();
    const Key key = makeKey();
    const Certificate certificate(X509_new(), &X509_free);
    const Memory keyText(BIO_new(BIO_s_mem()), &BIO_free);
    const Memory certificateText(BIO_new(BIO_s_mem()), &BIO_free);
    return key && sign(certificate.get(), key.get()) &&
           PEM_write_bio_PrivateKey(keyText.get(), key.get(), nullptr, nullptr, 0, nullptr,
                                    nullptr) == 1 &&
           PEM_write_bio_X509(certificateText.get(), certificate.get()) == 1 &&
           keep(options.tlsKey, keyText.get()) && keep(options.tlsCertificate, certificateText.get());
}

} // namespace lpm::server::testing
